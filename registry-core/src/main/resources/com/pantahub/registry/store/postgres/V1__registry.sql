-- Times are microseconds since 1970. Ids are their 24 hexadecimal digits, whose order is that of creation.
-- Keys compare by their bytes (collate "C"): in the same order on every server, and fast.
-- Room is left in the pages where rows are written again and again, so that they stay in their page.

create table device (
  id text collate "C" not null constraint device_id primary key,
  nick text collate "C" not null,
  owner text collate "C",
  is_public boolean not null,
  challenge text,
  secret_hash text not null,
  secret_generation integer not null,
  revision bigint not null,
  time_created bigint not null,
  time_modified bigint not null,
  last_seen bigint,
  user_meta text not null,
  device_meta text not null,
  constraint device_claimed_or_challenged check ((owner is null) = (challenge is not null)),
  constraint device_public_has_owner check (not is_public or owner is not null)
) with (fillfactor = 85);

create unique index device_nick on device (owner, nick) where owner is not null;
create index device_owner on device (owner, id) where owner is not null;
create index device_public on device (owner, id) where is_public;

create table account (
  prn text collate "C" not null constraint account_prn primary key,
  nick text collate "C" not null constraint account_nick unique,
  email text collate "C" not null constraint account_email unique,
  role text not null,
  enabled boolean not null,
  secret_hash text not null,
  secret_generation integer not null,
  time_created bigint not null,
  time_modified bigint not null
);

create table join_token (
  id text collate "C" not null constraint join_token_id primary key,
  token_hash text collate "C" not null constraint join_token_hash unique,
  owner text collate "C" not null,
  nick text not null,
  disabled boolean not null,
  time_created bigint not null,
  time_modified bigint not null,
  default_user_meta text not null
);

create index join_token_owner on join_token (owner, id);

-- What FleetCounters keeps: how many devices are of a kind, or were last seen in a slice of time.
create table fleet_counter (
  kind integer not null,
  slice bigint not null,
  shard integer not null,
  devices bigint not null,
  constraint fleet_counter_key primary key (kind, slice, shard)
) with (fillfactor = 50);
