import { ServicecatalogappregistryApplication } from '@cdktf/provider-aws/lib/servicecatalogappregistry-application';
import { Aspects, type IAspect, TerraformLocal, TerraformResource, TerraformStack, Token } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import type { Deployment } from './deployment';

/** Setting that enables the application. */
const ENABLED = 'var.application_enabled';

/** Optional: an application of AppRegistry. The AWS console shows it with all resources that have its tag, and their costs. */
export class Application extends Construct {
  constructor(scope: Construct, id: string, { deployment }: { readonly deployment: Deployment }) {
    super(scope, id);
    const application = new ServicecatalogappregistryApplication(this, 'Default', {
      count: Token.asNumber(`\${${ENABLED} ? 1 : 0}`),
      name: deployment.settings.name,
      description: 'Keeps Amazon Personalize up to date from parameter files.',
    });
    const address = `${application.terraformResourceType}.${application.friendlyUniqueId}`;
    const tag = new TerraformLocal(this, 'tag', `\${${ENABLED} ? ${address}[0].application_tag : {}}`);
    Aspects.of(TerraformStack.of(this)).add(new TagEverything(tag, [application]));
  }
}

/** Resources that can have tags, as CDKTF's providers generate them. */
type Taggable = TerraformResource & { tags: Readonly<Record<string, string>>; readonly tagsInput: unknown };

/** Not the provider's `default_tags`: a child module has no provider of its own. */
class TagEverything implements IAspect {
  constructor(
    private readonly tags: TerraformLocal,
    private readonly except: readonly TerraformResource[],
  ) {}

  visit(node: IConstruct): void {
    if (isTaggable(node) && !this.except.includes(node)) node.tags = Token.asStringMap(this.tags.expression);
  }
}

function isTaggable(node: IConstruct): node is Taggable {
  return TerraformResource.isTerraformResource(node) && 'tags' in node && 'tagsInput' in node;
}
