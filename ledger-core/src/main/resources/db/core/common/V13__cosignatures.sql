-- What witnesses say of checkpoints (c2sp.org/tlog-cosignature): signature lines, verified before they were stored. The
-- witness is named by its public key, as signed notes write one (c2sp.org/signed-note).
create table cosignatures (
  size bigint not null references checkpoints (size),
  witness varchar(1000) not null,
  line ${bytes} not null,
  primary key (size, witness)
);

create table cosignatures_are_kept (
  size bigint,
  witness varchar(1000),
  foreign key (size, witness) references cosignatures (size, witness)
);
