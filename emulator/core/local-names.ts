import type { IncomingHttpHeaders } from 'node:http';

/** Addresses of this machine, and names that no DNS server can point elsewhere: `localhost` and names below it (RFC 6761). */
const LOCAL = /^(?:(?:[^:]+\.)?localhost|127\.0\.0\.1|\[::1\])$/i;

/**
 * Reason to refuse a request that may come from a web page. The local AWS checks no signatures, so such a page could
 * read and write everything. A page whose domain name points to this machine (DNS rebinding) sends its domain name as
 * host. A page that posts a form sends its origin. A page that loads an image from the local AWS sends no origin, but
 * its browser sends `sec-fetch-site: cross-site`.
 * @param allowed further host names that requests may have
 * @returns undefined if the request may be answered
 */
export function refusalOf(headers: IncomingHttpHeaders, allowed: readonly string[]): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  if (site === 'cross-site') return 'The local AWS refuses requests from web pages, because it checks no signatures.';
  const name = [host, origin === undefined ? undefined : hostOf(origin)].find(
    (each) => each !== undefined && !isAllowed(each, allowed),
  );
  if (name === undefined) return undefined;
  return `The local AWS answers local names only, as it checks no signatures. The request names ${JSON.stringify(name)}: if you trust this name, start \`serve\` with --allow-host.`;
}

function isAllowed(host: string, allowed: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, '');
  return LOCAL.test(name) || allowed.some((each) => each.toLowerCase() === name.toLowerCase());
}

/** Returns the host of an origin, or the whole text if it has none. A browser sends `null` for a page without an origin. */
function hostOf(origin: string): string {
  return /^[a-z]+:\/\/([^/]+)$/i.exec(origin)?.[1] ?? origin;
}
