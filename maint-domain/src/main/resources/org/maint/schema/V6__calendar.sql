-- Announced maintenance. A window always has an end; nothing is ever deleted here.
create table maintenance_window (
  id           uuid          not null primary key,
  title        varchar(200)  not null,
  reason       varchar(2000) not null,
  begins_at    datetime(6)   not null,
  ends_at      datetime(6)   not null,
  created_at   datetime(6)   not null,
  created_by   uuid          not null,
  changed_at   datetime(6)   not null,
  cancelled_at datetime(6),
  cancelled_by uuid,
  version      integer       not null,
  key maintenance_window_time (ends_at, begins_at),
  foreign key (created_by) references person (id),
  foreign key (cancelled_by) references person (id)
) character set utf8mb4;

-- Addresses from which a calendar program reads; only the SHA-256 of each secret is kept.
create table calendar_feed (
  id           uuid         not null primary key,
  person_id    uuid         not null,
  name         varchar(60)  not null,
  scope        varchar(8)   not null,
  language     varchar(10)  not null,
  hash         varchar(64)  character set ascii collate ascii_bin not null,
  created_at   datetime(6)  not null,
  last_used_at datetime(6),
  revoked_at   datetime(6),
  unique key calendar_feed_hash (hash),
  key calendar_feed_person (person_id, created_at),
  foreign key (person_id) references person (id)
) character set utf8mb4;
