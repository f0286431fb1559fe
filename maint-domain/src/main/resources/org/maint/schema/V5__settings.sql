-- What administrators set; a key that is not there, or whose value is null, stands at its default.
create table setting (
  setting_key   varchar(60)   character set ascii collate ascii_bin not null primary key,
  setting_value varchar(2000),
  changed_at    datetime(6)   not null,
  changed_by    uuid,
  version       integer       not null,
  foreign key (changed_by) references person (id)
) character set utf8mb4;

-- What is over age is found without looking at every notification.
alter table notification add key notification_ended (state, ended_at);
