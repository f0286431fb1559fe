-- What the platform's users and staff say: reported issues and feature requests, each answered in the end.
create table feedback (
  number         bigint       not null auto_increment primary key,
  kind           varchar(10)  character set ascii collate ascii_bin not null,
  title          varchar(200) not null,
  description    longtext,
  source         varchar(10)  character set ascii collate ascii_bin not null,
  reporter_name  varchar(100),
  reporter_email varchar(254),
  language       varchar(2)   character set ascii collate ascii_bin not null,
  state          varchar(10)  character set ascii collate ascii_bin not null,
  answer         longtext,
  task_number    bigint,
  created_at     datetime(6)  not null,
  -- Null for somebody without an account.
  created_by     uuid,
  -- From where it was sent, as a keyed digest, to bound how much comes from one place.
  sent_from      varchar(64)  character set ascii collate ascii_bin,
  answered_at    datetime(6),
  answered_by    uuid,
  closed_at      datetime(6),
  version        integer      not null,
  key feedback_state (state, number),
  key feedback_created (created_at),
  key feedback_closed (closed_at),
  foreign key (created_by) references person (id),
  foreign key (answered_by) references person (id),
  foreign key (task_number) references task (number)
) character set utf8mb4;

-- The address under which people without an account may speak; one row, renewed or closed by leads.
create table feedback_door (
  id         integer     not null primary key,
  token      varchar(64) character set ascii collate ascii_bin,
  changed_at datetime(6) not null,
  changed_by uuid        not null,
  foreign key (changed_by) references person (id)
) character set utf8mb4;

-- How satisfied users are: a survey hands out links, each of which takes one answer. No answer knows its link.
create table survey (
  number    bigint       not null auto_increment primary key,
  title     varchar(200) not null,
  opened_at datetime(6)  not null,
  opened_by uuid         not null,
  -- The last day on which it takes answers.
  closes_on date         not null,
  version   integer      not null,
  foreign key (opened_by) references person (id)
) character set utf8mb4;

create table survey_link (
  token_hash varchar(64) character set ascii collate ascii_bin not null primary key,
  survey     bigint      not null,
  used       boolean     not null,
  key survey_link_survey (survey),
  foreign key (survey) references survey (number)
) character set utf8mb4;

create table survey_answer (
  id      bigint      not null auto_increment primary key,
  -- Null for what the platform itself has asked and sent in.
  survey  bigint,
  score   integer     not null,
  comment longtext,
  at      datetime(6) not null,
  key survey_answer_survey (survey, id),
  foreign key (survey) references survey (number)
) character set utf8mb4;
