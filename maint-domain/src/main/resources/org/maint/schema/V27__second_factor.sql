-- A second thing to sign in with: what an authenticator app shows, and codes for when it is lost.
create table second_factor (
  person_id    uuid         not null primary key,
  -- Sealed with the key that is outside the database.
  secret       varchar(200) character set ascii collate ascii_bin not null,
  begun_at     datetime(6)  not null,
  -- Null until the first code was right; it does not count before.
  confirmed_at datetime(6),
  -- The step of 30 seconds of the newest code that was taken: no code counts twice.
  last_step    bigint       not null default 0,
  foreign key (person_id) references person (id)
) character set utf8mb4;

create table recovery_code (
  person_id uuid        not null,
  code_hash char(64)    character set ascii collate ascii_bin not null,
  used_at   datetime(6),
  primary key (person_id, code_hash),
  foreign key (person_id) references person (id)
) character set utf8mb4;
