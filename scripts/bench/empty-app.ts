import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';

/** A CDKTF app with the AWS provider and no resources, to compare with the synthesis of this project. */
const app = new App();
const stack = new TerraformStack(app, 'empty');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws');
app.synth();
