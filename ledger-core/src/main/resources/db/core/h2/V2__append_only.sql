create unique index entries_stream on entries (stream, sequence_number);

create trigger entries_append_only before update, delete on entries for each row
  call 'org.messageledger.log.jdbc.AppendOnlyTrigger';
create trigger batches_append_only before update, delete on batches for each row
  call 'org.messageledger.log.jdbc.AppendOnlyTrigger';
create trigger tiles_append_only before update, delete on tiles for each row
  call 'org.messageledger.log.jdbc.AppendOnlyTrigger';
create trigger head_append_only before delete on head for each row
  call 'org.messageledger.log.jdbc.AppendOnlyTrigger';
