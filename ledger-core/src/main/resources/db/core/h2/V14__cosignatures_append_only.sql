create trigger cosignatures_append_only before update, delete on cosignatures for each row
  call 'org.messageledger.log.jdbc.AppendOnlyTrigger';
