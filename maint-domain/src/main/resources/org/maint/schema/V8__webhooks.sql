-- A notification to an outside program has no person; what it says beyond the words is data.
alter table notification
  modify column recipient uuid,
  add column channel varchar(10) not null default 'PORTAL' after severity,
  add column data longtext character set utf8mb4 after link,
  drop key notification_claim,
  add key notification_claim (channel, state, next_attempt_at);
