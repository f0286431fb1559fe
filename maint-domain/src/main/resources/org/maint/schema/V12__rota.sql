-- Who is on call at a level of the plan. Local times are in the plan's zone. Nothing is ever deleted here.
create table rota (
  id             uuid         not null primary key,
  level          varchar(20)  not null,
  title          varchar(120) not null,
  rotation       varchar(8)   not null,
  days           integer      not null,
  hand_over      varchar(5)   not null,
  weekday        varchar(10),
  starts_on      date         not null,
  hours_days     varchar(7),
  hours_from     varchar(5),
  hours_to       varchar(5),
  not_on_holidays boolean     not null,
  overrides_made integer      not null,
  created_at     datetime(6)  not null,
  created_by     uuid         not null,
  changed_at     datetime(6)  not null,
  archived_at    datetime(6),
  archived_by    uuid,
  version        integer      not null,
  key rota_level (level, archived_at),
  foreign key (created_by) references person (id),
  foreign key (archived_by) references person (id)
) character set utf8mb4;

create table rota_member (
  rota_id   uuid    not null,
  place     integer not null,
  person_id uuid    not null,
  primary key (rota_id, place),
  foreign key (rota_id) references rota (id),
  foreign key (person_id) references person (id)
);

-- Somebody takes a time of a rota; of two that share a moment the one with the higher sequence counts.
create table rota_override (
  id           uuid         not null primary key,
  rota_id      uuid         not null,
  sequence     integer      not null,
  begins_at    datetime(6)  not null,
  ends_at      datetime(6)  not null,
  person_id    uuid         not null,
  beyond_hours boolean      not null,
  reason       varchar(500),
  created_at   datetime(6)  not null,
  created_by   uuid         not null,
  withdrawn_at datetime(6),
  withdrawn_by uuid,
  version      integer      not null,
  unique key rota_override_sequence (rota_id, sequence),
  key rota_override_time (ends_at, begins_at),
  foreign key (rota_id) references rota (id),
  foreign key (person_id) references person (id),
  foreign key (created_by) references person (id),
  foreign key (withdrawn_by) references person (id)
) character set utf8mb4;
