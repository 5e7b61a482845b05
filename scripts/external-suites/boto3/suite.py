"""AWS's own Python SDK and command against `npm run local -- serve`: their parsers, paginators, waiters, error classes and checksums.

Usage, with what `serve` prints exported: python3 scripts/external-suites/boto3/suite.py
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.request

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
PROJECT = pathlib.Path(__file__).parents[3]
EXAMPLE = PROJECT / "examples" / "movies"
PAGE = PROJECT / "docs" / "page.py"
MEGABYTE = 1024 * 1024
SERVICES = [
    *("cloudwatch", "dynamodb", "events", "iam", "kms", "lambda", "logs", "personalize", "s3", "scheduler"),
    *("service-quotas", "sns", "sqs", "ssm", "stepfunctions", "sts"),
]


def client(service):
    """A client that makes one attempt for each call, because tests expect errors, too."""
    return boto3.client(service, endpoint_url=ENDPOINT, config=Config(retries={"total_max_attempts": 1}))


def advance(until):
    """Lets virtual time pass: a number of seconds, or "idle"."""
    body = json.dumps({"until": until} if until == "idle" else {"seconds": until}).encode()
    request = urllib.request.Request(f"{ENDPOINT}/_local/advance", data=body, method="POST")
    with urllib.request.urlopen(request) as answer:
        answer.read()


def aws(*arguments):
    """What the `aws` command prints, parsed as JSON."""
    command = ["aws", "--endpoint-url", ENDPOINT, "--output", "json", *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout or "null")


class Reads(unittest.TestCase):
    def test_every_list_of_every_service_can_be_paged_through(self):
        """boto3 can parse each answer, or the call fails with a message and not with InternalFailure. No list has endless pages."""
        for service in SERVICES:
            reader = client(service)
            for method, operation in sorted(reader.meta.method_to_api_mapping.items()):
                shape = reader.meta.service_model.operation_model(operation).input_shape
                if not operation.startswith(("List", "Describe", "Get")) or shape and shape.required_members:
                    continue
                with self.subTest(f"{service} {operation}"):
                    try:
                        if reader.can_paginate(method):
                            pages = list(reader.get_paginator(method).paginate(PaginationConfig={"MaxItems": 5000}))
                            self.assertLess(len(pages), 1000)
                        else:
                            getattr(reader, method)()
                    except ClientError as error:
                        self.assertNotEqual(error.response["Error"].get("Code"), "InternalFailure", error)
                        self.assertRegex(error.response["Error"].get("Message") or "", r"\w", error)


class Storage(unittest.TestCase):
    def setUp(self):
        self.s3 = client("s3")
        self.bucket = self.s3.list_buckets()["Buckets"][0]["Name"]

    def test_a_file_of_several_parts_comes_back_as_it_was(self):
        content = os.urandom(11 * MEGABYTE)
        with tempfile.TemporaryDirectory() as folder:
            sent, received = pathlib.Path(folder, "sent"), pathlib.Path(folder, "received")
            sent.write_bytes(content)
            config = TransferConfig(multipart_threshold=5 * MEGABYTE, multipart_chunksize=5 * MEGABYTE)
            self.s3.upload_file(str(sent), self.bucket, "boto3/large", Config=config)
            self.s3.download_file(self.bucket, "boto3/large", str(received), Config=config)
            self.assertEqual(received.read_bytes(), content)
        self.assertRegex(self.s3.head_object(Bucket=self.bucket, Key="boto3/large")["ETag"], r'^"[0-9a-f]{32}-3"$')

    def test_what_is_absent_or_has_changed_is_refused_with_the_codes_that_boto3_knows(self):
        with self.assertRaises(self.s3.exceptions.NoSuchKey):
            self.s3.get_object(Bucket=self.bucket, Key="boto3/absent")
        with self.assertRaises(ClientError) as absent:
            self.s3.head_object(Bucket=self.bucket, Key="boto3/absent")
        self.assertEqual(absent.exception.response["Error"]["Code"], "404")
        self.s3.put_object(Bucket=self.bucket, Key="boto3/one", Body=b"1")
        with self.assertRaises(ClientError) as exists:
            self.s3.put_object(Bucket=self.bucket, Key="boto3/one", Body=b"2", IfNoneMatch="*")
        self.assertEqual(exists.exception.response["ResponseMetadata"]["HTTPStatusCode"], 412)

    def test_keys_are_listed_and_deleted_whatever_is_in_them(self):
        keys = [f"boto3/keys/{name}" for name in ("a b", "a+b", "ä&<>\"'", "100%", "x/y")]
        for key in keys:
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=key.encode())
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix="boto3/keys/", PaginationConfig={"PageSize": 2}
        )
        self.assertEqual([item["Key"] for page in pages for item in page["Contents"]], sorted(keys))
        self.s3.delete_objects(Bucket=self.bucket, Delete={"Objects": [{"Key": key} for key in keys]})
        self.assertEqual(self.s3.list_objects_v2(Bucket=self.bucket, Prefix="boto3/keys/")["KeyCount"], 0)


class Table(unittest.TestCase):
    def setUp(self):
        dynamodb = boto3.resource("dynamodb", endpoint_url=ENDPOINT)
        self.table = next(iter(dynamodb.tables.all()))
        self.table.put_item(Item={"datasetGroup": "boto3", "item": "a#1", "n": 1, "texts": {"x", "y"}, "map": {"b": [True]}})
        self.table.put_item(Item={"datasetGroup": "boto3", "item": "a#2", "n": 2})

    def test_items_and_conditions_of_the_resource_model(self):
        items = self.table.query(KeyConditionExpression=Key("datasetGroup").eq("boto3") & Key("item").begins_with("a#"))
        self.assertEqual([item["n"] for item in items["Items"]], [1, 2])
        self.assertEqual(items["Items"][0]["texts"], {"x", "y"})
        self.assertEqual(items["Items"][0]["map"], {"b": [True]})
        with self.assertRaises(self.table.meta.client.exceptions.ConditionalCheckFailedException):
            self.table.put_item(Item={"datasetGroup": "boto3", "item": "a#1"}, ConditionExpression=Attr("item").not_exists())
        found = self.table.scan(FilterExpression=Attr("n").between(2, 3) | Attr("texts").contains("x"))
        self.assertEqual(found["Count"], 2)

    def test_a_transaction_that_is_cancelled_says_why(self):
        write = {"TableName": self.table.name, "Item": {"datasetGroup": "boto3", "item": "a#1"}}
        with self.assertRaises(self.table.meta.client.exceptions.TransactionCanceledException) as cancelled:
            self.table.meta.client.transact_write_items(
                TransactItems=[{"Put": {**write, "ConditionExpression": "attribute_not_exists(n)"}}]
            )
        reasons = cancelled.exception.response["CancellationReasons"]
        self.assertEqual([reason["Code"] for reason in reasons], ["ConditionalCheckFailed"])


class Workflow(unittest.TestCase):
    def test_an_upload_by_the_command_makes_a_dataset_group_that_boto3_describes(self):
        bucket = aws("s3api", "list-buckets")["Buckets"][0]["Name"]
        subprocess.run(
            ["aws", "--endpoint-url", ENDPOINT, "s3", "sync", "--only-show-errors", str(EXAMPLE), f"s3://{bucket}"],
            check=True,
        )
        advance("idle")
        personalize = client("personalize")
        groups = personalize.get_paginator("list_dataset_groups").paginate().build_full_result()["datasetGroups"]
        self.assertGreater(len(groups), 0)
        group = personalize.describe_dataset_group(datasetGroupArn=groups[0]["datasetGroupArn"])["datasetGroup"]
        self.assertEqual(group["status"], "ACTIVE")
        self.assertEqual(
            [each["datasetGroupArn"] for each in aws("personalize", "list-dataset-groups")["datasetGroups"]],
            [each["datasetGroupArn"] for each in groups],
        )
        with self.assertRaises(personalize.exceptions.ResourceNotFoundException):
            personalize.describe_dataset_group(datasetGroupArn=groups[0]["datasetGroupArn"] + "-absent")

    def test_the_documented_page_recommends_otherwise_after_a_click(self):
        advance("idle")
        personalize, runtime, events = client("personalize"), client("personalize-runtime"), client("personalize-events")
        campaign = personalize.list_campaigns()["campaigns"][0]["campaignArn"]
        tracker = personalize.list_event_trackers()["eventTrackers"][0]["eventTrackerArn"]
        tracking_id = personalize.describe_event_tracker(eventTrackerArn=tracker)["eventTracker"]["trackingId"]
        environment = {**os.environ, "CAMPAIGN_ARN": campaign, "TRACKING_ID": tracking_id}
        output = subprocess.run([sys.executable, PAGE], check=True, capture_output=True, text=True, env=environment).stdout
        before, after = output.splitlines()
        self.assertNotEqual(before, after)
        with self.assertRaises(runtime.exceptions.ResourceNotFoundException):
            runtime.get_recommendations(campaignArn=campaign + "-absent", userId="1")
        event = {"eventType": "click", "eventValue": 1, "itemId": "movie-1", "sentAt": 1767600000}
        with self.assertRaises(events.exceptions.InvalidInputException):
            events.put_events(trackingId="absent", userId="1", sessionId="1", eventList=[event])

    def test_what_is_not_emulated_is_refused_by_name(self):
        with self.assertRaisesRegex(ClientError, "UnknownOperationException.*does not implement"):
            client("personalize").list_dataset_export_jobs()

    def test_executions_and_their_histories_can_be_read(self):
        stepfunctions = client("stepfunctions")
        machines = stepfunctions.get_paginator("list_state_machines").paginate().build_full_result()["stateMachines"]
        executions = [
            execution
            for machine in machines
            for page in stepfunctions.get_paginator("list_executions").paginate(
                stateMachineArn=machine["stateMachineArn"], PaginationConfig={"PageSize": 3, "MaxItems": 7}
            )
            for execution in page["executions"]
        ]
        for execution in executions[:20]:
            history = stepfunctions.get_paginator("get_execution_history").paginate(
                executionArn=execution["executionArn"], PaginationConfig={"PageSize": 10}
            )
            identifiers = [event["id"] for page in history for event in page["events"]]
            self.assertEqual(identifiers, list(range(1, len(identifiers) + 1)))

    def test_waiters_end(self):
        function = client("lambda").list_functions()["Functions"][0]["FunctionName"]
        client("lambda").get_waiter("function_active_v2").wait(FunctionName=function)
        table = client("dynamodb").list_tables()["TableNames"][0]
        client("dynamodb").get_waiter("table_exists").wait(TableName=table)


class Queue(unittest.TestCase):
    def test_sums_of_messages_are_those_that_boto3_checks(self):
        sqs = client("sqs")
        url = sqs.list_queues()["QueueUrls"][0]
        attributes = {"kind": {"DataType": "String", "StringValue": "x"}}
        sqs.send_message(QueueUrl=url, MessageBody="ä & <b>", MessageAttributes=attributes)
        received = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
        self.assertIn("ä & <b>", [message["Body"] for message in received["Messages"]])


if __name__ == "__main__":
    unittest.main()
