-- Follow-ups: who does what until when. Nothing is ever deleted here.
create table task (
  number         bigint       not null auto_increment primary key,
  title_en       varchar(200) not null,
  title_fr       varchar(200) not null,
  description    varchar(4000),
  state          varchar(12)  not null,
  priority       varchar(8)   not null,
  owner          uuid,
  due            date,
  origin         varchar(12)  not null,
  origin_ref     varchar(190) character set ascii collate ascii_bin,
  -- What maint makes by itself it makes once, on any number of nodes.
  origin_once    varchar(190) character set ascii collate ascii_bin,
  created_at     datetime(6)  not null,
  created_by     uuid,
  resolution     varchar(10),
  closing_reason varchar(2000),
  closed_at      datetime(6),
  closed_by      uuid,
  version        integer      not null,
  unique key task_origin_once (origin_once),
  key task_state (state, due),
  key task_owner (owner, state),
  key task_due (due),
  key task_origin (origin, origin_ref),
  foreign key (owner) references person (id),
  foreign key (created_by) references person (id),
  foreign key (closed_by) references person (id)
) character set utf8mb4;

create table task_line (
  id           bigint      not null auto_increment primary key,
  task_number  bigint      not null,
  at           datetime(6) not null,
  person_id    uuid,
  kind         varchar(12) not null,
  before_value varchar(190),
  after_value  varchar(190),
  words        varchar(4000),
  key task_line_task (task_number, id),
  foreign key (task_number) references task (number),
  foreign key (person_id) references person (id)
) character set utf8mb4;

create table task_file (
  id          uuid         not null primary key,
  task_number bigint       not null,
  name        varchar(150) not null,
  media_type  varchar(100) not null,
  size        bigint       not null,
  sha256      varchar(64)  character set ascii collate ascii_bin not null,
  added_at    datetime(6)  not null,
  added_by    uuid         not null,
  key task_file_task (task_number),
  foreign key (task_number) references task (number),
  foreign key (added_by) references person (id)
) character set utf8mb4;

create table task_file_content (
  task_file_id uuid     not null primary key,
  content      longblob not null,
  foreign key (task_file_id) references task_file (id)
);

create table task_link (
  id          uuid          not null primary key,
  task_number bigint        not null,
  address     varchar(1000) not null,
  title       varchar(200)  not null,
  added_at    datetime(6)   not null,
  added_by    uuid          not null,
  key task_link_task (task_number),
  foreign key (task_number) references task (number),
  foreign key (added_by) references person (id)
) character set utf8mb4;
