-- Signed tree heads (c2sp.org/tlog-checkpoint), as the log's key signed them.
create table checkpoints (
  size bigint not null primary key,
  note ${bytes} not null
);

-- One row, locked by the process that signs.
create table signing (
  id smallint not null primary key check (id = 1)
);

insert into signing (id) values (1);

create table checkpoints_are_kept (
  size bigint references checkpoints (size)
);
