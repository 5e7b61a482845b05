"""A page that learns from clicks. Needs boto3, CAMPAIGN_ARN and TRACKING_ID. See application.md."""

import os
import time

import boto3

runtime = boto3.client("personalize-runtime")
events = boto3.client("personalize-events")


def page(user):
    answer = runtime.get_recommendations(campaignArn=os.environ["CAMPAIGN_ARN"], userId=user, numResults=10)
    return answer["recommendationId"], [item["itemId"] for item in answer["itemList"]]


def click(user, item, recommendation):
    event = {"eventType": "click", "eventValue": 1, "itemId": item, "sentAt": time.time(), "recommendationId": recommendation}
    events.put_events(trackingId=os.environ["TRACKING_ID"], userId=user, sessionId=f"visit-of-{user}", eventList=[event])


recommendation, items = page("new-user")
click("new-user", items[5], recommendation)
print(items, page("new-user")[1], sep="\n")
