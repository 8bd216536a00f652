// Puts the asynchronous context back after every suspension of native async code: `await`, `yield`, `for await`.
// Insertions only and never a newline, so line numbers and native stack traces stay true. The functions that the
// inserted calls name are globals of the guest (src/guest/async-context.ts).
import {
  parse,
  type AnyNode,
  type ArrowFunctionExpression,
  type AwaitExpression,
  type BlockStatement,
  type Expression,
  type ForOfStatement,
  type FunctionDeclaration,
  type FunctionExpression,
  type LabeledStatement,
  type Pattern,
  type Program,
  type Statement,
  type TryStatement,
  type YieldExpression,
} from "acorn";
import { InsertionWriter } from "./insertion-writer.ts";
import { applyInsertions, type Insertion } from "./insertions.ts";
import { childrenOf } from "./syntax-tree.ts";

/** Names that learner code may not use. `__at`, `__used` and `__loop1`… are locals of the functions that suspend. */
export const RESERVED_NAME = /^__(?:now|back|step|caught|hold|each|turn|at|used|loop\d+)$/;

/** The whole transform, for code that needs no linking. */
export function restoreContext(code: string, sourceType: "module" | "script"): string {
  if (!/\b(?:async|await)\b/.test(code)) return code;
  const program = parse(code, {
    ecmaVersion: "latest",
    sourceType,
    allowHashBang: true,
    preserveParens: true,
    allowReturnOutsideFunction: sourceType === "script",
  });
  return applyInsertions(code, contextInsertions(program, code), []).join("");
}

/** `program` must have been parsed with `preserveParens`. */
export function contextInsertions(program: Program, code: string): readonly Insertion[] {
  return new Restorer(code).restore(program);
}

type AnyFunction = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

interface Scope {
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  suspensions: number;
  loops: number;
}

const NOTE = ",__at=__now())";
const PUT_BACK = ",__at,__at=0)";
const CAUGHT = "__at=__caught(__at)";

class Restorer {
  readonly #code: string;
  readonly #write: InsertionWriter;
  #scope: Scope = newScope(true, false);

  constructor(code: string) {
    this.#code = code;
    this.#write = new InsertionWriter(code);
  }

  restore(program: Program): readonly Insertion[] {
    this.#scope = newScope(program.sourceType === "module", false);
    const hashBang = /^#!.*\n?/.exec(this.#code)?.[0].length ?? 0;
    const head = this.#write.openBody(program.body, hashBang);
    for (const statement of program.body) this.#visit(statement);
    head.text = this.#declarations(head.text);
    return this.#write.insertions();
  }

  #visit(node: AnyNode): void {
    switch (node.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return this.#function(node as AnyFunction);
      case "PropertyDefinition":
        if (node.computed) this.#visit(node.key);
        if (node.value) this.#inside(newScope(false, false), () => this.#visit(node.value!));
        return;
      case "StaticBlock":
        return this.#inside(newScope(false, false), () => this.#children(node));
      case "AwaitExpression":
        return this.#await(node);
      case "YieldExpression":
        return this.#scope.isAsync ? this.#yield(node) : this.#children(node);
      case "ReturnStatement":
        return this.#scope.isAsync && node.argument ? this.#returned(node.argument) : this.#children(node);
      case "TryStatement":
        return this.#try(node);
      case "LabeledStatement":
        return this.#labeled(node);
      case "ForOfStatement":
        return node.await ? this.#forAwait(node, node) : this.#forOf(node);
      case "BlockStatement":
        return this.#block(node);
      default:
        return this.#children(node);
    }
  }

  #children(node: AnyNode): void {
    for (const child of childrenOf(node)) this.#visit(child);
  }

  #function(node: AnyFunction): void {
    const scope = newScope(node.async, node.generator);
    this.#inside(scope, () => {
      for (const param of node.params) this.#visit(param);
      if (node.body.type !== "BlockStatement") return this.#conciseBody(node.body);
      const head = this.#write.openBody(node.body.body, node.body.start + 1);
      this.#block(node.body);
      head.text = this.#declarations(head.text);
    });
  }

  #conciseBody(body: Expression): void {
    const head = this.#write.open(body.start, "");
    if (this.#scope.isAsync) this.#returned(body);
    else this.#visit(body);
    const declarations = this.#declarations("");
    if (declarations === "") return;
    head.text = `{${declarations}return `;
    this.#write.close(body.end, "}");
  }

  #await(node: AwaitExpression): void {
    this.#write.open(node.start, "__back(");
    this.#write.open(node.argument.start, "__hold(");
    this.#visit(node.argument);
    this.#write.close(node.argument.end, NOTE);
    this.#write.close(node.end, PUT_BACK);
    this.#scope.suspensions++;
  }

  #yield(node: YieldExpression): void {
    this.#write.open(node.start, "__step(");
    if (!node.argument) this.#write.close(node.end, ` __hold(void 0${NOTE}`);
    else {
      this.#write.open(node.argument.start, node.delegate ? "(__at=__each(" : "__hold(");
      this.#visit(node.argument);
      this.#write.close(node.argument.end, node.delegate ? "))" : NOTE);
    }
    this.#write.close(node.end, PUT_BACK);
    this.#scope.suspensions++;
  }

  /** What is returned is awaited by the engine; in a generator before its `finally` runs, elsewhere after the last of our code. */
  #returned(expression: Expression): void {
    const { isGenerator } = this.#scope;
    if (!isGenerator && !mayBeThenable(expression)) return this.#visit(expression);
    // Without parentheses of their own, `return a, b` would become a call with two arguments.
    const isSequence = expression.type === "SequenceExpression";
    this.#write.open(expression.start, isSequence ? "__hold((" : "__hold(");
    this.#visit(expression);
    this.#write.close(expression.end, `${isSequence ? ")" : ""}${isGenerator ? NOTE : ")"}`);
    if (isGenerator) this.#scope.suspensions++;
  }

  #try(node: TryStatement): void {
    const before = this.#scope.suspensions;
    const hasSuspended = () => this.#scope.suspensions > before;
    this.#visit(node.block);
    if (node.handler) {
      const suspended = hasSuspended();
      if (node.handler.param) this.#pattern(node.handler.param, suspended ? CAUGHT : "");
      if (suspended) this.#write.open(node.handler.body.start + 1, `${CAUGHT};`);
      this.#visit(node.handler.body);
    }
    if (!node.finalizer) return;
    if (hasSuspended()) this.#write.open(node.finalizer.start + 1, `${CAUGHT};`);
    this.#visit(node.finalizer);
  }

  #labeled(node: LabeledStatement): void {
    let body: Statement = node.body;
    while (body.type === "LabeledStatement") body = body.body;
    // `continue label` must still find its loop directly behind the label.
    if (body.type === "ForOfStatement" && body.await) this.#forAwait(node, body);
    else this.#children(node);
  }

  #forAwait(outermost: AnyNode, node: ForOfStatement): void {
    const loop = `__loop${++this.#scope.loops}`;
    const turn = `__turn(${loop})`;
    this.#write.open(outermost.start, "try{");
    if (node.left.type === "VariableDeclaration") this.#pattern(node.left.declarations[0]!.id, turn);
    else this.#pattern(node.left, turn);
    this.#write.open(node.right.start, `${loop}=__each(`);
    this.#visit(node.right);
    this.#write.close(node.right.end, ")");
    this.#loopBody(node.body, `${turn};`);
    this.#write.close(outermost.end, `}finally{${turn}}`);
  }

  #forOf(node: ForOfStatement): void {
    this.#visit(node.left);
    this.#visit(node.right);
    this.#loopBody(node.body, "");
  }

  /** When an `await` in the body throws, the engine closes the iterator: that must happen in the frame of the loop. */
  #loopBody(body: Statement, head: string): void {
    const isBlock = body.type === "BlockStatement";
    const before = this.#scope.suspensions;
    const opening = this.#write.open(isBlock ? body.start + 1 : body.start, "");
    this.#visit(body);
    const guard = this.#scope.suspensions > before;
    opening.text = `${isBlock || !(head || guard) ? "" : "{"}${head}${guard ? "try{" : ""}`;
    const closing = `${guard ? `}finally{${CAUGHT}}` : ""}${isBlock || !(head || guard) ? "" : "}"}`;
    this.#write.close(isBlock ? body.end - 1 : body.end, closing);
  }

  /** What a binding pattern evaluates runs before the first statement of the body: `call` goes before each such expression. */
  #pattern(pattern: Pattern, call: string): void {
    switch (pattern.type) {
      case "AssignmentPattern":
        this.#pattern(pattern.left, call);
        return this.#after(call, pattern.right);
      case "RestElement":
        return this.#pattern(pattern.argument, call);
      case "ArrayPattern":
        for (const element of pattern.elements) if (element) this.#pattern(element, call);
        return;
      case "ObjectPattern":
        for (const property of pattern.properties) {
          if (property.type === "RestElement") this.#pattern(property, call);
          else {
            if (property.computed) this.#after(call, property.key);
            this.#pattern(property.value, call);
          }
        }
        return;
      case "MemberExpression":
        if (pattern.object.type === "Super") return this.#children(pattern);
        this.#after(call, pattern.object);
        return this.#visit(pattern.property);
      default:
        return this.#visit(pattern);
    }
  }

  #after(call: string, expression: Expression): void {
    // An anonymous function gets its name from where it stands; as part of a sequence it would lose it.
    if (call === "" || NEVER_SUSPECT.has(expression.type)) return this.#visit(expression);
    this.#write.open(expression.start, `(${call},`);
    this.#visit(expression);
    this.#write.close(expression.end, ")");
  }

  /** A block that ends with implicit awaits (`await using`) goes on in the frame in which it began. */
  #block(node: BlockStatement): void {
    const disposes = this.#scope.isAsync && node.body.some(isAwaitUsing);
    if (disposes) this.#write.openBody(node.body, node.start + 1).text += "const __used=__now();try{";
    this.#children(node);
    if (disposes) this.#write.close(node.end - 1, "}finally{__back(0,__used)}");
  }

  #declarations(prefix: string): string {
    const { suspensions, loops } = this.#scope;
    const names = Array.from({ length: loops }, (_, i) => `__loop${i + 1}`);
    if (suspensions > 0) names.unshift("__at=0");
    return names.length === 0 ? "" : `${prefix}let ${names.join(",")};`;
  }

  #inside(scope: Scope, visit: () => void): void {
    const outer = this.#scope;
    this.#scope = scope;
    visit();
    this.#scope = outer;
  }
}

function newScope(isAsync: boolean, isGenerator: boolean): Scope {
  return { isAsync, isGenerator, suspensions: 0, loops: 0 };
}

const NEVER_SUSPECT = new Set(["Literal", "FunctionExpression", "ArrowFunctionExpression", "ClassExpression"]);
const NEVER_THENABLE = new Set([
  ...["Literal", "TemplateLiteral", "ArrayExpression", "FunctionExpression", "ArrowFunctionExpression"],
  ...["AwaitExpression", "BinaryExpression", "UnaryExpression", "UpdateExpression"],
]);

function mayBeThenable(expression: Expression): boolean {
  let inner = expression;
  while (inner.type === "ParenthesizedExpression") inner = inner.expression;
  return !NEVER_THENABLE.has(inner.type);
}

function isAwaitUsing(statement: AnyNode): boolean {
  return statement.type === "VariableDeclaration" && (statement.kind as string) === "await using";
}
