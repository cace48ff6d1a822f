import { handleApiRequest } from '#app/_server/api.ts'

export {
  handleApiRequest as DELETE,
  handleApiRequest as GET,
  handleApiRequest as PATCH,
  handleApiRequest as POST,
  handleApiRequest as PUT,
}
