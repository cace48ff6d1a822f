import { openApiDocument } from '#app/_server/openapi.ts'

/** The public API's reference, for people without a key as well. */
export function GET(): Response {
  return Response.json(openApiDocument())
}
