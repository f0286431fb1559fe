-- Who was on call, as it was: rotas, absences and the plan's zone change, what has been does not.
create table on_call_record (
  id       bigint      not null auto_increment primary key,
  level    varchar(20) character set ascii collate ascii_bin not null,
  from_at  datetime(6) not null,
  -- Up to here somebody has looked; the newest one of a level is moved on each minute.
  until_at datetime(6) not null,
  -- False: no rota was in use, and the contact that the plan names counted.
  rota     boolean     not null,
  -- Identifiers, one a line; null for nobody.
  people   varchar(4000) character set ascii collate ascii_bin,
  unique key on_call_record_begin (level, from_at),
  key on_call_record_until (until_at)
) character set utf8mb4;

-- With which zone its windows were made; null when an older version made them.
alter table recurring_window
  add column zone varchar(64) character set ascii collate ascii_bin;

-- One node at a time writes it down.
insert into duty (name) values ('on-call');
