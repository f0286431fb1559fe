-- Drills that prove that what is backed up can be brought back: a stopwatch per step, what was lost, what was counted.
create table recovery_drill (
  number      bigint       not null auto_increment primary key,
  kind        varchar(20)  character set ascii collate ascii_bin not null,
  state       varchar(10)  character set ascii collate ascii_bin not null,
  -- From when what is brought back is.
  backup_at   datetime(6)  not null,
  started_at  datetime(6)  not null,
  started_by  uuid         not null,
  ended_at    datetime(6),
  expected    bigint,
  found       bigint,
  -- What was aimed at when it began, in minutes.
  rto_minutes integer      not null,
  rpo_minutes integer      not null,
  words       longtext,
  signed_at   datetime(6),
  signed_by   uuid,
  log_entry   bigint,
  version     integer      not null,
  key recovery_drill_state (state, number),
  foreign key (started_by) references person (id),
  foreign key (signed_by) references person (id)
) character set utf8mb4;

create table recovery_step (
  drill    bigint       not null,
  position integer      not null,
  title_en varchar(200) not null,
  title_fr varchar(200) not null,
  note     longtext,
  done_at  datetime(6),
  done_by  uuid,
  primary key (drill, position),
  foreign key (drill) references recovery_drill (number),
  foreign key (done_by) references person (id)
) character set utf8mb4;

-- How long bringing back may take, and how much may be lost; one row, once somebody has changed it.
create table recovery_target (
  id          integer     not null primary key,
  rto_minutes integer     not null,
  rpo_minutes integer     not null,
  changed_at  datetime(6) not null,
  changed_by  uuid        not null,
  foreign key (changed_by) references person (id)
) character set utf8mb4;

-- What the one who goes home leaves for the one who comes.
create table handover_note (
  day          date        not null primary key,
  words        longtext    not null,
  saved_at     datetime(6) not null,
  saved_by     uuid        not null,
  confirmed_at datetime(6),
  confirmed_by uuid,
  log_entry    bigint,
  version      integer     not null,
  foreign key (saved_by) references person (id),
  foreign key (confirmed_by) references person (id)
) character set utf8mb4;
