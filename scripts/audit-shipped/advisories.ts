/** The members of the output of `npm audit --json` (report version 2) that are read here. */
export interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, Vulnerability>>;
  /** Reason why there is no report. */
  readonly message?: string;
}

interface Vulnerability {
  /** Folders of the affected copies, such as `node_modules/ajv`. */
  readonly nodes: readonly string[];
  /** Advisories on the package itself, and names of affected packages that it depends on. */
  readonly via: readonly (Advisory | string)[];
}

interface Advisory {
  readonly title: string;
  readonly url: string;
  readonly severity: string;
}

/**
 * Finds the advisories on the packages in `shipped`. A package that only depends on an affected package is left out.
 * @param shipped folders of the bundled packages
 * @returns one line for each advisory
 * @throws Error if the registry gave no report
 */
export function shippedAdvisories(
  { vulnerabilities, message }: AuditReport,
  shipped: ReadonlySet<string>,
): readonly string[] {
  if (vulnerabilities === undefined) {
    throw new Error(`'npm audit' gave no report (${message ?? 'without a reason'}). Nothing was checked: try again.`);
  }
  return Object.values(vulnerabilities).flatMap(({ nodes, via }) => {
    const affected = nodes.filter((node) => shipped.has(node)).join(', ');
    const advisories = via.filter((cause) => typeof cause === 'object');
    return affected === ''
      ? []
      : advisories.map(({ severity, title, url }) => `${affected}: ${severity}: ${title} (${url})`);
  });
}
