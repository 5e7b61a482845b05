"""An AWS for Terraform: moto, operations that moto lacks, an IAM that enforces policies, and a record of all calls as IAM sees them."""

import io
import json
import re
import threading
import urllib.parse
import uuid

import botocore.session
from moto.logs.models import logs_backends
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

ACCOUNT = "123456789012"
REGION = "us-east-1"
# Signing names that differ from botocore's names of services, and from prefixes of IAM's actions.
MODELS = {"monitoring": "cloudwatch", "states": "stepfunctions"}
PREFIXES = {"monitoring": "cloudwatch"}
# IAM's names of actions that differ from the operation (Service Authorization Reference, Amazon S3, read in 2026-11).
S3_ACTIONS = {
    "CopyObject": "PutObject",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteObjects": "DeleteObject",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "GetBucketCors": "GetBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "HeadObject": "GetObject",
    "ListObjectVersions": "ListBucketVersions",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
}
# Actions for which IAM knows no resource, or that list resources of any name (Service Authorization Reference, read in 2026-11).
WITHOUT_RESOURCE = re.compile(
    r"logs:(Describe|Put|Delete)Query|logs:DescribeLogGroups|cloudwatch:DescribeAlarms|ssm:DescribeParameters|ec2:Describe"
    r"|kms:CreateKey|kms:ListAliases|states:Validate|sns:(Unsubscribe|GetSubscriptionAttributes|ListSubscriptions$)|resource-groups:CreateGroup"
)


def arn(service, resource, region=REGION):
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{resource}"


def given_arn(params):
    """The ARN in a call, whatever its parameter is called."""
    named = ("resourceArn", "ResourceArn", "ResourceARN", "Resource", "TopicArn", "stateMachineArn", "Arn", "Group")
    found = next((params[name] for name in named if str(params.get(name, "")).startswith("arn:")), None)
    # Moto names another region in the ARNs of resource groups.
    return found and found.replace("us-west-1", REGION)


# Resource of a call that has no ARN, by the prefix of its action.
RESOURCES = {
    "cloudwatch": lambda op, p: arn("cloudwatch", f"dashboard/{dashboard(p)}", "") if "Dashboard" in op else arn("cloudwatch", f"alarm:{p.get('AlarmName') or p.get('AlarmNames.member.1')}"),
    "dynamodb": lambda op, p: arn("dynamodb", f"table/{p['TableName']}"),
    "events": lambda op, p: arn("events", f"event-bus/{p['Name']}" if "EventBus" in op else f"rule/{p.get('Name') or p.get('Rule')}"),
    "iam": lambda op, p: arn("iam", f"role/{p['RoleName']}", ""),
    "kms": lambda op, p: arn("kms", p["AliasName"] if "AliasName" in p else f"key/{p['KeyId'].split('/')[-1]}"),
    "lambda": lambda op, p: arn("lambda", f"function:{p['FunctionName'].split(':')[-1]}"),
    "logs": lambda op, p: arn("logs", f"log-group:{p['logGroupName']}"),
    "resource-groups": lambda op, p: arn("resource-groups", f"group/{p.get('Name') or p.get('GroupName') or p.get('Group')}"),
    "s3": lambda op, p: f"arn:aws:s3:::{p['Bucket']}" + (f"/{p['Key']}" if "Key" in p else "/*" if op == "DeleteObjects" else ""),
    "scheduler": lambda op, p: arn("scheduler", f"schedule-group/{p['Name']}" if "Group" in op else f"schedule/{p.get('groupName') or p.get('GroupName')}/{p['Name']}"),
    "sns": lambda op, p: arn("sns", p["Name"]),
    "sqs": lambda op, p: arn("sqs", p.get("QueueName") or p["QueueUrl"].split("/")[-1]),
    "ssm": lambda op, p: arn("ssm", f"parameter{p.get('Name') or p.get('ResourceId') or p['Names'][0]}"),
    "states": lambda op, p: arn("states", f"stateMachine:{p['name']}"),
}


def dashboard(params):
    return params.get("DashboardName") or params["DashboardNames.member.1"]


# Parameters that pass a role, with the service that receives it.
PASSED = {
    "lambda": lambda p: p.get("Role"),
    "states": lambda p: p.get("roleArn"),
    "scheduler": lambda p: p.get("Target", {}).get("RoleArn"),
}


class Mock:
    """Answers Terraform. `calls` has each different call except those of the setup and of STS, as `{action, resource, context}`; `denied` has the refused ones.

    `allows` decides on a call.
    """

    def __init__(self, allows):
        self.allows = allows
        self.calls = []
        self.denied = []
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.session = botocore.session.get_session()
        self.kept = {}
        self.queries = {}
        self.boundaries = {}
        # ARN of the key that each alias names, by the alias.
        self.aliases = {}
        self.server = make_server("127.0.0.1", 0, self, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        credential = re.search(r"Credential=(\w+)/\d+/[\w-]+/([\w-]+)/", environ.get("HTTP_AUTHORIZATION", ""))
        if credential is None:
            return self.moto(environ, start_response)
        user, service = credential.groups()
        operation, params = self.call(service, environ, body)
        if user != "setup" and service != "sts":
            needed = self.needed(service, operation, params)
            self.calls += [call for call in needed if call not in self.calls]
            refused = [call for call in needed if not self.allows(call)]
            self.denied += refused
            if refused:
                return denial(refused[0], body)(environ, start_response)
        answer = self.missing(operation, params, body)
        return (answer or self.moto)(environ, start_response)

    def call(self, service, environ, body):
        """Operation and parameters of a request."""
        target = environ.get("HTTP_X_AMZ_TARGET")
        if target is not None:
            return target.split(".")[-1], json.loads(body or b"{}")
        query = dict(urllib.parse.parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
        form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
        if form and service != "s3":
            params = dict(urllib.parse.parse_qsl(body.decode()))
            return params["Action"], params
        best = (-1, None, {})
        model = self.session.get_service_model(MODELS.get(service, service))
        # WSGI decodes the path, in which ARNs are encoded.
        path = environ.get("RAW_URI", environ["PATH_INFO"]).split("?")[0]
        for name in model.operation_names:
            described = model.operation_model(name)
            http = described.http
            uri, _, wanted = http["requestUri"].partition("?")
            keys = [key.split("=")[0] for key in wanted.split("&") if key]
            pattern = re.sub(r"\\\{(\w+)(\\\+)?\\\}", lambda m: f"(?P<{m[1]}>{'.+' if m[2] else '[^/]+'})", re.escape(uri.rstrip("/")))
            found = re.fullmatch(pattern, path.rstrip("/"))
            if described.deprecated or http["method"] != environ["REQUEST_METHOD"] or found is None:
                continue
            rank = len(keys) * 10 - len(found.groups())
            if all(key in query for key in keys) and (best[1] is None or rank > best[0]):
                best = (rank, name, {key: urllib.parse.unquote(value) for key, value in found.groupdict().items()})
        if best[1] is None:
            raise LookupError(f"{service} {environ['REQUEST_METHOD']} {path}?{query}")
        document = json.loads(body) if body[:1] == b"{" else {}
        return best[1], {**document, **query, **best[2]}

    def needed(self, service, operation, params):
        """The permissions that IAM checks for a request: its own action, then those that it implies."""
        prefix = PREFIXES.get(service, service)
        action = f"{prefix}:{S3_ACTIONS.get(operation, operation) if prefix == 's3' else operation}"
        without = WITHOUT_RESOURCE.match(action)
        resource = "*" if without else given_arn(params) or RESOURCES[prefix](operation, params)
        context = self.boundary(operation, params) if prefix == "iam" else self.alias(resource) if prefix == "kms" else {}
        needed = [asked(action, resource, context)]
        # Tags in a creation need the permission to tag, too.
        if prefix in ("scheduler", "logs", "kms", "ssm") and operation in CREATES and (params.get("Tags") or params.get("tags")):
            needed.append(asked(f"{prefix}:{CREATES[operation]}", resource))
        if operation == "CreateAlias":
            self.aliases[params["AliasName"]] = arn("kms", f"key/{params['TargetKeyId'].split('/')[-1]}")
        # "On the alias" and "on the KMS key" (API references of CreateAlias and DeleteAlias, read in 2026-11).
        if operation in ("CreateAlias", "DeleteAlias"):
            needed.append(asked(action, self.aliases[params["AliasName"]]))
        # Without this permission, the answer has no tags (API reference of GetFunction, read in 2026-11), and Terraform would plan all tags
        # anew.
        if action == "lambda:GetFunction":
            needed.append(asked("lambda:ListTags", resource))
        if operation == "DeleteObjects":
            needed.append(asked("s3:DeleteObjectVersion", resource))
        role = PASSED.get(prefix, lambda _: None)(params)
        if role:
            needed.append(asked("iam:PassRole", role, {"iam:PassedToService": f"{prefix}.amazonaws.com"}))
        return needed

    def boundary(self, operation, params):
        """IAM's key for the permissions boundary of the role that a call changes."""
        name = params["RoleName"]
        if "PermissionsBoundary" in params:
            self.boundaries[name] = params["PermissionsBoundary"]
        return {"iam:PermissionsBoundary": self.boundaries[name]} if name in self.boundaries else {}

    def alias(self, key):
        """IAM's key for the alias of the KMS key that a call uses."""
        found = [alias for alias, of in self.aliases.items() if of == key]
        return {"kms:ResourceAliases": found[0]} if found else {}

    def missing(self, operation, params, body):
        """The answers of operations that moto does not have, or that it answers otherwise than AWS."""
        if operation == "ValidateStateMachineDefinition":
            return reply({"result": "OK", "diagnostics": []})
        if operation in ("AssociateKmsKey", "DisassociateKmsKey"):
            group = logs_backends[ACCOUNT][REGION].groups[params["logGroupName"]]
            group.kms_key_id = params.get("kmsKeyId")
            return reply({})
        if operation == "ListStateMachineVersions":
            return reply({"stateMachineVersions": []})
        if operation == "PutQueryDefinition":
            key = params.get("queryDefinitionId") or str(uuid.uuid4())
            self.queries[key] = {**params, "queryDefinitionId": key}
            return reply({"queryDefinitionId": key})
        if operation == "DescribeQueryDefinitions":
            return reply({"queryDefinitions": list(self.queries.values())})
        if operation == "DeleteQueryDefinition":
            return reply({"success": self.queries.pop(params["queryDefinitionId"], None) is not None})
        # Moto loses members of these documents.
        for put, get, delete, absent in DOCUMENTS:
            key = (put, params.get("Bucket"))
            if operation == put:
                self.kept[key] = body
                return Response(status=200, headers=SIZES)
            if operation == get and key in self.kept:
                return Response(self.kept[key], headers=SIZES, content_type="application/xml")
            if operation == delete:
                self.kept.pop(key, None)
                return Response(status=204)
            if operation == get:
                return Response(absent, status=404 if "Error" in absent else 200, content_type="application/xml")
        return None


CREATES = {"CreateScheduleGroup": "TagResource", "CreateLogGroup": "TagResource", "CreateKey": "TagResource", "PutParameter": "AddTagsToResource"}
# Terraform waits until S3 returns this header.
SIZES = {"x-amz-transition-default-minimum-object-size": "all_storage_classes_128K"}
DOCUMENTS = [
    ("PutBucketLifecycleConfiguration", "GetBucketLifecycleConfiguration", "DeleteBucketLifecycle", "<Error><Code>NoSuchLifecycleConfiguration</Code></Error>"),
    # Moto ignores conditions: it denies everything that a policy denies under some condition.
    ("PutBucketPolicy", "GetBucketPolicy", "DeleteBucketPolicy", "<Error><Code>NoSuchBucketPolicy</Code></Error>"),
    ("PutBucketLogging", "GetBucketLogging", None, "<BucketLoggingStatus/>"),
]


def asked(action, resource, context=None):
    return {"action": action, "resource": resource, "context": context or {}}


def denial(call, body):
    """The answer of AWS to a call that no policy allows, in the form of the service's protocol."""
    text = f"is not authorized to perform: {call['action']} on resource: {call['resource']}"
    if call["action"].startswith("s3:") or body.startswith(b"Action="):
        error = f"<Error><Code>AccessDenied</Code><Message>{text}</Message></Error>"
        return Response(error if call["action"].startswith("s3:") else f"<ErrorResponse>{error}</ErrorResponse>", status=403, content_type="application/xml")
    headers = {"x-amzn-ErrorType": "AccessDeniedException"}
    return Response(json.dumps({"__type": "AccessDeniedException", "message": text}), status=403, headers=headers, content_type="application/x-amz-json-1.1")


def reply(document):
    return Response(json.dumps(document), content_type="application/x-amz-json-1.1")
