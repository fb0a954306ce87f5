create trigger checkpoints_append_only before update, delete on checkpoints for each row
  call 'org.messageledger.log.jdbc.AppendOnlyTrigger';
