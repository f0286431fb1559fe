-- Times in which nobody is told of what matches. What is null in a matcher matches whatever there is; nothing is ever
-- deleted here.
create table silence (
  id          uuid          not null primary key,
  everything  boolean       not null,
  fingerprint varchar(400)  character set utf8mb4 collate utf8mb4_bin,
  severity    varchar(10),
  rule_key    varchar(100),
  label       varchar(60)   character set utf8mb4 collate utf8mb4_bin,
  label_value varchar(200)  character set utf8mb4 collate utf8mb4_bin,
  reason      varchar(2000) not null,
  begins_at   datetime(6)   not null,
  ends_at     datetime(6)   not null,
  created_at  datetime(6)   not null,
  created_by  uuid          not null,
  ended_at    datetime(6),
  ended_by    uuid,
  version     integer       not null,
  key silence_time (ends_at, begins_at),
  foreign key (created_by) references person (id),
  foreign key (ended_by) references person (id)
) character set utf8mb4;

-- Announced maintenance that comes round. Its times are in the plan's zone; planned_until is the last nominal date up
-- to which windows were made of it.
create table recurring_window (
  id            uuid          not null primary key,
  title         varchar(200)  not null,
  reason        varchar(2000) not null,
  scope         varchar(4000) character set utf8mb4 collate utf8mb4_bin,
  recurrence    varchar(200)  not null,
  minute_of_day integer       not null,
  minutes       integer       not null,
  first_date    date          not null,
  last_date     date          not null,
  planned_until date          not null,
  created_at    datetime(6)   not null,
  created_by    uuid          not null,
  ended_at      datetime(6),
  ended_by      uuid,
  version       integer       not null,
  key recurring_window_last (last_date),
  foreign key (created_by) references person (id),
  foreign key (ended_by) references person (id)
) character set utf8mb4;

-- A window is for the whole platform, or for what its scope names; it may come of something that comes round, which
-- makes one for each of its nominal dates, or of a run, with which it ends.
alter table maintenance_window
  add column scope        varchar(4000) character set utf8mb4 collate utf8mb4_bin after reason,
  add column recurring_id uuid after scope,
  add column nominal_date date after recurring_id,
  add column run_id       uuid after nominal_date,
  add unique key maintenance_window_occurrence (recurring_id, nominal_date),
  add key maintenance_window_run (run_id, ends_at),
  add foreign key (recurring_id) references recurring_window (id),
  add foreign key (run_id) references run (id);
