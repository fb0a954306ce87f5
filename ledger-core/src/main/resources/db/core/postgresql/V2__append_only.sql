create unique index entries_stream on entries (stream, sequence_number) where stream is not null;

-- Entries and tiles are hashes and sealed text: compressing them costs time and saves nothing.
alter table entries alter column entry set storage external;
alter table tiles alter column hashes set storage external;

create function append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only: % on %', tg_op, tg_table_name;
end
$$;

create trigger entries_append_only before update or delete or truncate on entries
  for each statement execute function append_only();
create trigger batches_append_only before update or delete or truncate on batches
  for each statement execute function append_only();
create trigger tiles_append_only before update or delete or truncate on tiles
  for each statement execute function append_only();
create trigger head_append_only before delete or truncate on head
  for each statement execute function append_only();
