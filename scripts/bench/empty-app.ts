import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';

/** The baseline of every CDKTF app for AWS, without any resources. */
const app = new App();
const stack = new TerraformStack(app, 'empty');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws');
app.synth();
