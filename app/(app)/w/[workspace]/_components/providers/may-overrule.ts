/** Only what the try itself said can be overruled; a missing field cannot. */
export function mayOverrule(errors: Record<string, string[] | undefined> | undefined): boolean {
  return errors?.saveAnyway !== undefined
}
