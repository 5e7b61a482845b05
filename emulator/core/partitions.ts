/** AWS's partitions that have Amazon Personalize, each with the region that the local AWS uses there. */
export const PARTITIONS: Readonly<Record<string, { readonly region: string }>> = {
  aws: { region: 'us-east-1' },
  'aws-cn': { region: 'cn-north-1' },
};
