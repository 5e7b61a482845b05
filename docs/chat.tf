# Sends failed runs to Slack or Microsoft Teams, beside a module "personalize". See docs/events.md.

resource "aws_sns_topic" "chat" {
  name = "personalize-chat"
}

# The policy has no condition: AWS documents that topic policies for EventBridge cannot have one (read 2026-11):
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
resource "aws_sns_topic_policy" "chat" {
  arn = aws_sns_topic.chat.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sns:Publish", Resource = aws_sns_topic.chat.arn }]
  })
}

resource "aws_cloudwatch_event_rule" "chat" {
  name           = "personalize-chat"
  event_bus_name = module.personalize.event_bus_name
  event_pattern = jsonencode({
    source      = ["solutions.aws.personalize"]
    detail-type = ["Personalize Run State Change"]
    detail      = { Status = ["FAILED"] }
  })
}

resource "aws_cloudwatch_event_target" "chat" {
  rule           = aws_cloudwatch_event_rule.chat.name
  event_bus_name = module.personalize.event_bus_name
  arn            = aws_sns_topic.chat.arn
  input_transformer {
    input_paths    = { group = "$.detail.DatasetGroup", reason = "$.detail.Reason", status = "$.detail.Status" }
    input_template = <<-EOT
      {"version": "1.0", "source": "custom", "content": {"title": "<status> <group>", "description": <reason>}}
    EOT
  }
}
