/** An error whose message is written for whoever started the command: a sentence, and what to do. */
export class UserError extends Error {}
