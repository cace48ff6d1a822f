// Only paths are compared with it: no request goes there.
const SOME_ORIGIN = 'http://own.invalid'

/**
 * A path of this site; an address of another one, which a link could have brought, is not followed.
 * @param origin where the page is
 */
export function ownPath(returnTo: string | null | undefined, origin: string = SOME_ORIGIN): string {
  if (!returnTo || !URL.canParse(returnTo, origin)) return '/'
  const url = new URL(returnTo, origin)
  // A path that begins with two slashes names another host once it stands alone.
  return url.origin === origin && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}
