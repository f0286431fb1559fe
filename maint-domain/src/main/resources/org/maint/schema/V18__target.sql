-- What is done where a target was missed: a case each, with the plan's steps as they stood when it was opened.
create table corrective_case (
  number        bigint        not null auto_increment primary key,
  target_key    varchar(100)  character set ascii collate ascii_bin not null,
  -- The same as the key while it is open: of two at once, one is made.
  open_key      varchar(100)  character set ascii collate ascii_bin,
  title_en      varchar(400)  not null,
  title_fr      varchar(400)  not null,
  -- The first month that missed, and the newest.
  first_month   varchar(7)    character set ascii collate ascii_bin not null,
  newest_month  varchar(7)    character set ascii collate ascii_bin not null,
  newest_value  double        not null,
  good_periods  integer       not null,
  opened_at     datetime(6)   not null,
  closed_at     datetime(6),
  version       integer       not null,
  unique key corrective_case_open (open_key),
  key corrective_case_target (target_key, number)
) character set utf8mb4;

create table corrective_step (
  case_number bigint       not null,
  position    integer      not null,
  title_en    varchar(400) not null,
  title_fr    varchar(400) not null,
  note        longtext,
  done_at     datetime(6),
  done_by     uuid,
  primary key (case_number, position),
  foreign key (case_number) references corrective_case (number),
  foreign key (done_by) references person (id)
) character set utf8mb4;
