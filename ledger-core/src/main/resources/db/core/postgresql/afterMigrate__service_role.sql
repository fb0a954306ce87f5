-- Run after every migration, by whoever migrates. A service that signs in as somebody else gets what it needs and no
-- more: what is stored can then be changed neither by it nor by whoever has taken it over. Views may be rebuilt.
do $$
declare
  service text := '${serviceRole}';
  name text;
begin
  if service in ('', current_user) then
    return;
  end if;
  execute format('grant usage on schema %I to %I', current_schema(), service);
  for name in select tablename from pg_tables where schemaname = current_schema() loop
    case
      when name in ('entries', 'batches', 'tiles', 'data_keys', 'checkpoints', 'cosignatures') then
        execute format('grant select, insert on %I to %I', name, service);
      when name in ('head', 'signing') then -- a row is locked only by who may update it
        execute format('grant select, update on %I to %I', name, service);
      when name in ('entries_are_kept', 'batches_are_kept', 'tiles_are_kept', 'checkpoints_are_kept',
          'cosignatures_are_kept', '${flyway:table}') then
        null;
      else
        execute format('grant select, insert, update, delete on %I to %I', name, service);
    end case;
  end loop;
end
$$;
