-- Who can do what until when, and who has taken which training. A row is never changed but by its end.
create table qualification (
  id          uuid         not null primary key,
  person      uuid         not null,
  -- SKILL or TRAINING, and the key of the plan's.
  kind        varchar(10)  character set ascii collate ascii_bin not null,
  subject     varchar(100) character set ascii collate ascii_bin not null,
  since       date         not null,
  -- The last day on which it counts; null for no end.
  until_day   date,
  evidence    longtext     not null,
  recorded_at datetime(6)  not null,
  recorded_by uuid         not null,
  revoked_at  datetime(6),
  revoked_by  uuid,
  key qualification_person (person, kind, subject),
  key qualification_until (until_day),
  foreign key (person) references person (id),
  foreign key (recorded_by) references person (id),
  foreign key (revoked_by) references person (id)
) character set utf8mb4;

alter table run_item
  add column skill varchar(100) character set ascii collate ascii_bin,
  add column countersigned_at datetime(6),
  add column countersigned_by uuid,
  add foreign key (countersigned_by) references person (id);
