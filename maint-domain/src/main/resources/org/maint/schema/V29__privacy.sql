-- When somebody's name and addresses were taken out of what maint keeps; null for everybody else.
alter table person
  add column erased_at datetime(6);

-- What an entry says beside who did what to what may be taken out, once and for good; nothing of it can be changed
-- into something else.
drop trigger audit_entry_is_not_changed;
delimiter //
create trigger audit_entry_is_not_changed before update on audit_entry
  for each row
  begin
    if not (new.detail = '' and new.id = old.id and new.at = old.at and new.person_id <=> old.person_id
            and new.action = old.action and new.subject in (old.subject, 'erased')) then
      signal sqlstate '45000' set message_text = 'The audit trail is append-only';
    end if;
  end //
delimiter ;
