/** Who asks for a write or a sensitive read. Every service command carries one; it reaches the audit sink. */
export interface Actor {
  readonly id: string;
  /** The person for whom an integration or an assistant acts. */
  readonly onBehalfOf?: string;
  /** The host's own request or trace id. */
  readonly requestId: string;
  readonly reason?: string;
}
