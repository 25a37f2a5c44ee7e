-- Times are microseconds since 1970. Ids are their 24 hexadecimal digits, whose order is that of creation.

create table device (
  id text not null primary key,
  nick text not null,
  owner text,
  is_public integer not null,
  challenge text,
  secret_hash text not null,
  secret_generation integer not null,
  revision integer not null,
  time_created integer not null,
  time_modified integer not null,
  last_seen integer,
  user_meta text not null,
  device_meta text not null,
  constraint device_claimed_or_challenged check ((owner is null) = (challenge is not null)),
  constraint device_public_has_owner check (is_public = 0 or owner is not null)
) strict;

create unique index device_nick on device (owner, nick) where owner is not null;
create index device_owner on device (owner, id) where owner is not null;
create index device_public on device (owner, id) where is_public;

create table account (
  prn text not null primary key,
  nick text not null constraint account_nick unique,
  email text not null constraint account_email unique,
  role text not null,
  enabled integer not null,
  secret_hash text not null,
  secret_generation integer not null,
  time_created integer not null,
  time_modified integer not null
) strict, without rowid;

create table join_token (
  id text not null primary key,
  token_hash text not null constraint join_token_hash unique,
  owner text not null,
  nick text not null,
  disabled integer not null,
  time_created integer not null,
  time_modified integer not null,
  default_user_meta text not null
) strict;

create index join_token_owner on join_token (owner, id);

-- What FleetCounters keeps: how many devices are of a kind, or were last seen in a slice of time.
create table fleet_counter (
  kind integer not null,
  slice integer not null,
  shard integer not null,
  devices integer not null,
  primary key (kind, slice, shard)
) strict, without rowid;
