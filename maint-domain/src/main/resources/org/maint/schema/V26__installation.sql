-- Of several nodes that start on an empty database, one installs.
insert into duty (name) values ('installation');
