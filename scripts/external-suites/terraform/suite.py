"""Real Terraform on a release: apply, second plan, changes of many settings, and destroy to nothing, against a mock of AWS.

Usage, after `npm run package`: python3 scripts/external-suites/terraform/suite.py dist/personalize-mlops-<version>.tar.gz [--record]
Needs Terraform, its AWS provider (TF_CLI_CONFIG_FILE can name a mirror) and moto[server].

Terraform may only do what docs/deployer-policy.json allows. The suite fails if a call was denied, or if the policy allows an action that
was neither called nor documented as needed. With --record, everything is allowed, and the calls are written to
scripts/privileges/terraform-calls.json, from which `npm run docs` makes the policy.
"""

import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import threading

import boto3

from mock import ACCOUNT, REGION, Mock

ROOT = pathlib.Path(__file__).parents[3]
CALLS = ROOT / "scripts" / "privileges" / "terraform-calls.json"
POLICY = ROOT / "docs" / "deployer-policy.json"
# Account in docs/deployer-policy.json.
DOCUMENTED_ACCOUNT = "111122223333"
RUNTIME = {"lambda_runtime": "nodejs22.x"}
BOUNDARY = {"permissions_boundary_arn": f"arn:aws:iam::{ACCOUNT}:policy/boundary"}
OBJECT = """
variable "uploaded" { default = "{}" }
resource "aws_s3_object" "file" {
  bucket       = aws_s3_bucket.data_bucket.bucket
  key          = "train/shop/config.json"
  content      = var.uploaded
  content_type = "application/json"
}
"""


class Principal:
    """A principal that has the deployer's policy and nothing else. The IAM of the local AWS judges its calls."""

    def __init__(self):
        policy = pathlib.Path(tempfile.mkdtemp(), "policy.json")
        policy.write_text(POLICY.read_text().replace(DOCUMENTED_ACCOUNT, ACCOUNT))
        command = ["npx", "tsx", pathlib.Path(__file__).with_name("principal.ts"), policy]
        self.iam = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lock = threading.Lock()

    def allows(self, call):
        with self.lock:
            self.iam.stdin.write(json.dumps(call) + "\n")
            self.iam.stdin.flush()
            return {"allow\n": True, "deny\n": False}[self.iam.stdout.readline()]

    def needless(self):
        """Actions that the policy allows although no call and no document of AWS needs them."""
        return json.loads(self.iam.communicate()[0])


class Suite:
    def __init__(self, release, principal):
        self.principal = principal
        self.mock = Mock(principal.allows if principal else lambda call: True)
        self.folder = tempfile.mkdtemp()
        with tarfile.open(release) as archive:
            archive.extractall(self.folder, filter="data")
        [self.folder] = map(str, pathlib.Path(self.folder).iterdir())
        pathlib.Path(self.folder, "object.tf").write_text(OBJECT)
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("AWS_")},
            "AWS_ENDPOINT_URL": self.mock.url,
            "AWS_ACCESS_KEY_ID": "terraform",
            "AWS_SECRET_ACCESS_KEY": "any",
            "AWS_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "CHECKPOINT_DISABLE": "1",
        }

    def client(self, service):
        return boto3.client(
            service, endpoint_url=self.mock.url, region_name=REGION, aws_access_key_id="setup", aws_secret_access_key="any"
        )

    def terraform(self, *args, expected=0):
        done = subprocess.run(
            ["terraform", *args], cwd=self.folder, env=self.environment, text=True, capture_output=True, check=False
        )
        print("terraform", args[0], done.returncode, flush=True)
        if done.returncode != expected:
            sys.exit(done.stdout[-6000:] + done.stderr[-6000:])
        return done.stdout

    def apply(self, variables):
        pathlib.Path(self.folder, "terraform.tfvars.json").write_text(json.dumps(variables))
        self.terraform("apply", "-auto-approve", "-input=false", "-no-color", "-parallelism=30")

    def run(self):
        ec2 = self.client("ec2")
        subnet = ec2.describe_subnets()["Subnets"][0]
        group = ec2.create_security_group(GroupName="functions", Description="any", VpcId=subnet["VpcId"])["GroupId"]
        key = self.client("kms").create_key()["KeyMetadata"]["Arn"]
        self.client("iam").create_policy(PolicyName="boundary", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}))
        self.terraform("init", "-input=false", "-no-color")
        common = {**RUNTIME, **BOUNDARY, "notification_emails": ["ops@example.com"]}
        self.apply({**common, "resource_group_enabled": True, "tags": {"team": "search", "cost": "42"}})
        types = sorted({line.split(".")[0] for line in self.terraform("state", "list").splitlines() if not line.startswith("data.")})
        # A second plan must be empty. This cannot be checked after the changes below, because moto does not store all of them.
        self.terraform("plan", "-detailed-exitcode", "-input=false", "-no-color")
        changed = {
            "resource_group_enabled": True,
            "personalize_kms_key_arn": key,
            "vpc_subnet_ids": [subnet["SubnetId"]],
            "vpc_security_group_ids": [group],
            "schedule_timezone": "Europe/Berlin",
            "lambda_architecture": "x86_64",
            "log_retention_days": 30,
            "old_version_days": 60,
            "overdue_after_intervals": 3,
            "personalize_source_conditions": True,
            "deletion_protection": True,
            "check_concurrency": 2,
            "publish_parameters": True,
            "allow_deletions": True,
            "digest": "off",
            "notify_on": "all",
            "tags": {"team": "shop", "stage": "test"},
            "uploaded": '{"a":1}',
        }
        # Without kms_key_arn, so that tags of the topic's own key change.
        self.apply({**common, **changed})
        self.apply({**common, **changed, "kms_key_arn": key})
        least = {"alarms_enabled": False, "encrypt_topic_with_own_key": False, "log_retention_days": 0, "force_destroy": True}
        self.apply({**RUNTIME, **BOUNDARY, **least})
        [bucket] = [b["Name"] for b in self.client("s3").list_buckets()["Buckets"] if "-data-1" in b["Name"]]
        self.client("s3").put_object(Bucket=bucket, Key="train/shop/users.csv", Body=b"USER_ID\n1\n")
        self.terraform("destroy", "-auto-approve", "-input=false", "-no-color")
        left = self.left()
        if left:
            sys.exit(f"Terraform has not deleted {left}.")
        print(f"{len(self.mock.calls)} different calls of {len({call['action'] for call in self.mock.calls})} actions")
        if self.principal is None:
            self.write(types)
            return
        needless = self.principal.needless()
        print(f"{len(self.mock.denied)} denied, {len(needless)} needlessly allowed")
        if self.mock.denied or needless:
            sys.exit(json.dumps({"denied": self.mock.denied, "needless": needless}, indent=2))

    def write(self, types):
        calls = sorted(self.mock.calls, key=lambda call: json.dumps([call["action"], call["resource"], call["context"]]))
        versions = json.loads(self.terraform("version", "-json"))
        CALLS.write_text(json.dumps({
            "terraform": versions["terraform_version"],
            "provider": next(iter(versions["provider_selections"].values())),
            "resourceTypes": types,
            "calls": calls,
        }, indent=2) + "\n")

    def left(self):
        """Resources that still exist, by type, without those that AWS creates in every account."""
        others = lambda items: [item for item in items if item["Name"] != "default"]
        found = {
            "buckets": self.client("s3").list_buckets()["Buckets"],
            "functions": self.client("lambda").list_functions()["Functions"],
            "roles": self.client("iam").list_roles()["Roles"],
            "tables": self.client("dynamodb").list_tables()["TableNames"],
            "topics": self.client("sns").list_topics()["Topics"],
            "machines": self.client("stepfunctions").list_state_machines()["stateMachines"],
            "log groups": self.client("logs").describe_log_groups()["logGroups"],
            "parameters": self.client("ssm").describe_parameters()["Parameters"],
            "alarms": self.client("cloudwatch").describe_alarms()["MetricAlarms"],
            "dashboards": self.client("cloudwatch").list_dashboards()["DashboardEntries"],
            "queues": self.client("sqs").list_queues().get("QueueUrls", []),
            "event buses": others(self.client("events").list_event_buses()["EventBuses"]),
            "schedule groups": others(self.client("scheduler").list_schedule_groups()["ScheduleGroups"]),
            "schedules": self.client("scheduler").list_schedules()["Schedules"],
        }
        return {name: items for name, items in found.items() if items}


if __name__ == "__main__":
    release, *options = sys.argv[1:]
    Suite(release, None if options == ["--record"] else Principal()).run()
