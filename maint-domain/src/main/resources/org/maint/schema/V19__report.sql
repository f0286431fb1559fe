-- The plan's reports: figures out of the record, judgement by people, frozen by approval.
create table report (
  id          uuid        not null primary key,
  kind        varchar(12) not null,
  from_date   date        not null,
  to_date     date        not null,
  state       varchar(12) not null,
  figures     longtext    not null,
  answers     longtext    not null,
  computed_at datetime(6) not null,
  created_at  datetime(6) not null,
  approved_at datetime(6),
  approved_by uuid,
  log_entry   bigint,
  version     integer     not null,
  unique key report_period (kind, from_date),
  key report_from (from_date),
  foreign key (approved_by) references person (id)
) character set utf8mb4;
