-- What a quarter or a year is to bring: set before or while it runs, scored, carried over where it is not done.
create table goal (
  id           uuid         not null primary key,
  period       varchar(10)  character set ascii collate ascii_bin not null,
  begins       date         not null,
  words        varchar(500) not null,
  created_at   datetime(6)  not null,
  created_by   uuid         not null,
  -- In percent; null until somebody has said how it went.
  score        integer,
  outcome      longtext,
  scored_at    datetime(6),
  scored_by    uuid,
  -- The one of the period before; each is carried over once.
  carried_from uuid,
  version      integer      not null,
  unique key goal_carried (carried_from),
  key goal_period (period, begins, created_at),
  foreign key (created_by) references person (id),
  foreign key (scored_by) references person (id),
  foreign key (carried_from) references goal (id)
) character set utf8mb4;
