/** AWS's partitions, each with the region that the local AWS takes there: one that has Amazon Personalize where any has. */
export const PARTITIONS: Readonly<Record<string, { readonly region: string }>> = {
  aws: { region: 'us-east-1' },
  'aws-cn': { region: 'cn-north-1' },
  'aws-us-gov': { region: 'us-gov-west-1' },
};
