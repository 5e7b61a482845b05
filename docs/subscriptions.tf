# Who gets which notifications, beside a module "personalize": copy what you need. See docs/events.md.

# Each team gets the messages of its dataset groups, digests too.
locals {
  teams = {
    "movies@example.com" = ["movies", "movies-kids"]
    "shop@example.com"   = ["shop"]
  }
}

resource "aws_sns_topic_subscription" "teams" {
  for_each      = local.teams
  topic_arn     = module.personalize.topic_arn
  protocol      = "email"
  endpoint      = each.key
  filter_policy = jsonencode({ datasetGroup = each.value })
}

# All dataset groups whose names begin with "movies", also those that come later.
resource "aws_sns_topic_subscription" "groups" {
  topic_arn     = module.personalize.topic_arn
  protocol      = "email"
  endpoint      = "groups@example.com"
  filter_policy = jsonencode({ datasetGroup = [{ prefix = "movies" }] })
}

# Only decisions: versions that rules hold, or that wait for approval, and reminders of them.
resource "aws_sns_topic_subscription" "decisions" {
  topic_arn     = module.personalize.topic_arn
  protocol      = "email"
  endpoint      = "decisions@example.com"
  filter_policy = jsonencode({ status = ["HELD", "CANDIDATE"] })
}

# Failed runs, and runs that take too long, for the person on call.
resource "aws_sns_topic_subscription" "on_call" {
  topic_arn     = module.personalize.topic_arn
  protocol      = "email"
  endpoint      = "on-call@example.com"
  filter_policy = jsonencode({ status = ["FAILED", "OVERDUE"] })
}

# Only digests, of all dataset groups.
resource "aws_sns_topic_subscription" "digests" {
  topic_arn     = module.personalize.topic_arn
  protocol      = "email"
  endpoint      = "digests@example.com"
  filter_policy = jsonencode({ status = ["DIGEST"] })
}
