# Roles that the workflows assume by OpenID Connect. `npm run docs` writes their policies, which grant what docs/security.md lists.

variable "repository" {
  description = "The repository in the subject of GitHub's tokens: OWNER@ID/REPOSITORY@ID, or OWNER/REPOSITORY for one that was created before July 15, 2026 and has not changed to IDs."
  type        = string
}

variable "data_key_arn" {
  description = "The key of the deployment's kms_key_arn; empty if it has none."
  type        = string
  default     = ""
}

variable "role_prefix" {
  description = "Beginning of the roles' names. Each deployment of an account needs its own."
  type        = string
  default     = "personalize-github"
}

locals {
  # The outputs of the module `personalize`.
  places = {
    data_bucket_arn       = module.personalize.data_bucket_arn
    record_table_arn      = module.personalize.record_table_arn
    names_parameter_arn   = module.personalize.names_parameter_arn
    topic_arn             = module.personalize.topic_arn
    run_state_machine_arn = module.personalize.run_state_machine_arn
    executions_arn        = replace(module.personalize.run_state_machine_arn, "/:stateMachine:(.*)$/", ":execution:$1:*")
    schedules_arn         = replace(module.personalize.run_state_machine_arn, "/:states:([^:]+:[^:]+):.*$/", ":scheduler:$1:schedule/${module.personalize.schedule_group}/*")
    schedule_role_arn     = module.personalize.schedule_role_arn
  }
  # A pull request of the repository may read. Only the environment `production`, which GitHub protects, may apply.
  roles = {
    plan  = "repo:${var.repository}:pull_request"
    apply = "repo:${var.repository}:environment:production"
  }
  # What the roles need on the data key (docs/security.md).
  data_key_actions = {
    plan  = ["kms:Decrypt"]
    apply = ["kms:Decrypt", "kms:GenerateDataKey"]
  }
}

# An account can have one such provider. If yours has it already, use a data source of the same name instead.
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "github" {
  for_each = local.roles
  name     = "${var.role_prefix}-${each.key}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = each.value
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "github" {
  for_each = local.roles
  role     = aws_iam_role.github[each.key].id
  policy   = templatefile("${path.module}/${each.key}-policy.json.tftpl", local.places)
}

resource "aws_iam_role_policy" "data_key" {
  for_each = var.data_key_arn == "" ? {} : local.data_key_actions
  name     = "data-key"
  role     = aws_iam_role.github[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = each.value
      Resource  = var.data_key_arn
      Condition = { StringLike = { "kms:ViaService" = ["s3.*", "dynamodb.*"] } }
    }]
  })
}

output "github_roles" {
  description = "ARNs for the repository's variables PERSONALIZE_PLAN_ROLE and PERSONALIZE_APPLY_ROLE."
  value       = { for name, role in aws_iam_role.github : name => role.arn }
}
