/** Only what the try itself said can be overruled; a missing field cannot. */
export function mayOverrule(errors: Record<string, string[] | undefined> | undefined): boolean {
  return Boolean(errors?.apiKey?.[0]?.includes('refuses') || errors?.baseUrl?.[0]?.includes('cannot be reached'))
}
