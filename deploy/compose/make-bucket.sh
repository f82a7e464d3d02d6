#!/bin/sh
# Once, and harmless again: the bucket with object lock, and a key that may use this bucket and nothing else.
set -eu
secret() { cat "/run/secrets/$1"; }
mc alias set --quiet store http://store:9000 root-of-the-store "$(secret store-root-password)"
mc mb --quiet --ignore-existing --with-lock store/tidings-artifacts
cat >/tmp/policy.json <<'JSON'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:*"],
      "Resource": ["arn:aws:s3:::tidings-artifacts", "arn:aws:s3:::tidings-artifacts/*"]
    },
    {
      "Effect": "Deny",
      "Action": ["s3:BypassGovernanceRetention", "s3:DeleteBucket", "s3:ForceDeleteBucket"],
      "Resource": ["arn:aws:s3:::tidings-artifacts", "arn:aws:s3:::tidings-artifacts/*"]
    }
  ]
}
JSON
mc admin policy create --quiet store tidings /tmp/policy.json
mc admin user add --quiet store "$(secret store-access-key)" "$(secret store-secret-key)"
mc admin policy attach --quiet store tidings --user "$(secret store-access-key)" || true
