create trigger cosignatures_append_only before update or delete or truncate on cosignatures
  for each statement execute function append_only();
