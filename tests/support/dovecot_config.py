"""The configuration file of the private Dovecot, in the syntax of 2.3 and of 2.4."""

from pathlib import Path

# A refused password would delay the next logins of the whole test run. The authentication process does without that
# penalty when it may not open the anvil-auth-penalty socket (mode 0100). Mode 0 would leave the socket out, and then
# every greeting after a pause comes five seconds late.
_SAME = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/dovecot.log
instance_name = responder-tests
listen = 127.0.0.1
protocols = imap lmtp
default_internal_user = {internal_user}
default_internal_group = {internal_group}
default_login_user = {login_user}
first_valid_uid = 1
auth_failure_delay = 0
auth_mechanisms = plain login
ssl = yes
mail_fsync = never
mail_max_userip_connections = 1000
recipient_delimiter = +
lda_mailbox_autocreate = yes
postmaster_address = postmaster@example.test
hostname = mx.example.test
{capability}

namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Drafts {{
    auto = subscribe
    special_use = \\Drafts
  }}
  mailbox Junk {{
    auto = subscribe
    special_use = \\Junk
  }}
  mailbox Trash {{
    auto = subscribe
    special_use = \\Trash
  }}
}}
service imap-login {{
  {chroot}
  {many_clients}
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp_port}
  }}
}}
service anvil {{
  {chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0100
  }}
}}
service config {{
  unix_listener config {{
    user = {internal_user}
  }}
}}
service auth {{
  drop_priv_before_exec = yes
}}
service stats {{
  {chroot}
}}
service imap {{
  process_limit = 500
}}
"""

_ONLY_2_3 = """
disable_plaintext_auth = no
ssl_cert = <{home}/server.pem
ssl_key = <{home}/server.pem
mail_location = sdbox:{home}/mail/%u
mail_home = {home}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={home}/mail/%u
}}
"""

_ONLY_2_4 = """
auth_allow_cleartext = yes
ssl_server_cert_file = {home}/server.pem
ssl_server_key_file = {home}/server.pem
mail_driver = sdbox
mail_path = {home}/mail/%{{user}}
mail_home = {home}/mail/%{{user}}
passdb static {{
  passdb_static_password = {password}
}}
userdb static {{
  fields {{
    uid = {owner}
    gid = {group}
    home = {home}/mail/%{{user}}
  }}
}}
"""


def configuration(
    home: Path, owner: str, group: str, *,
    port: int, tls_port: int, lmtp_port: int, password: str, as_root: bool, version: str, capability: str = "",
) -> str:  # fmt: skip
    """Return dovecot.conf for a server living in `home`, whose mail belongs to `owner`.

    `version` is what `dovecot --version` says. `capability` replaces the list the server announces, to play one that
    lacks IDLE or MOVE.
    """
    old = version.startswith("2.3.")
    head = "" if old else "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n"
    return (head + (_ONLY_2_3 if old else _ONLY_2_4) + _SAME).format(
        home=home, owner=owner, group=group, port=port, tls_port=tls_port, lmtp_port=lmtp_port, password=password,
        internal_user="dovecot" if as_root else owner,
        internal_group="dovecot" if as_root else group,
        login_user="dovenull" if as_root else owner,
        chroot="" if as_root else "chroot =",
        capability=f"imap_capability = {capability}" if capability else "",
        many_clients="service_count = 0" if old else "restart_request_count = unlimited",
    )  # fmt: skip
