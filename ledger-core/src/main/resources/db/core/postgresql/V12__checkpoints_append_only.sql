create trigger checkpoints_append_only before update or delete or truncate on checkpoints
  for each statement execute function append_only();
