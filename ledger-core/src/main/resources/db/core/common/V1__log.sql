-- The log. Everything here but data_keys only repeats or follows from entries.

create table entries (
  leaf_index bigint not null primary key,
  event_id uuid not null,
  -- Absent: the event is alone in a stream named by its id, and takes no row in the stream index.
  stream varchar(255) ${bytewise},
  sequence_number bigint not null,
  entry ${bytes} not null,
  constraint entries_event_id unique (event_id)
);

-- The state after the last batch: what the next one builds on. One row.
create table head (
  id smallint not null primary key check (id = 1),
  size bigint not null,
  root ${bytes} not null,
  right_edge ${bytes} not null,
  recorded_at bigint not null,
  epoch bigint not null
);

-- SHA-256 of nothing: the root of the empty tree.
insert into head (id, size, root, right_edge, recorded_at, epoch)
values (1, 0, ${hex}e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', ${hex}', 0, 0);

-- One row for each transaction that stored entries: what its receipts say. recorded_at is in milliseconds of Unix time.
create table batches (
  first_leaf bigint not null primary key,
  size bigint not null,
  root ${bytes} not null,
  recorded_at bigint not null
);

-- Full tiles only, 256 hashes of 32 bytes (c2sp.org/tlog-tiles).
create table tiles (
  tile_level smallint not null,
  tile_index bigint not null,
  hashes ${bytes} not null,
  primary key (tile_level, tile_index)
);

-- Wrapped data keys: the one thing that entries do not hold, because it must be destroyable.
create table data_keys (
  key_id uuid not null primary key,
  kind varchar(20) ${bytewise} not null,
  subject varchar(255) ${bytewise},
  wrapped ${bytes} not null,
  made bigint generated always as identity
);

create index data_keys_kind on data_keys (kind, made) ${ownKeysOnly};

-- H2 has no trigger on TRUNCATE; a table that something refers to cannot be truncated.
create table entries_are_kept (
  leaf_index bigint references entries (leaf_index)
);

create table batches_are_kept (
  first_leaf bigint references batches (first_leaf)
);

create table tiles_are_kept (
  tile_level smallint,
  tile_index bigint,
  foreign key (tile_level, tile_index) references tiles (tile_level, tile_index)
);
