import { notFound } from 'next/navigation'

/** An address that leads nowhere, told within the frame, so that the way back is in sight. */
export default function NowherePage() {
  notFound()
}
