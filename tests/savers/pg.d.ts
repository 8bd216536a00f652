// The little of node-postgres that the tests use: it comes without types.
declare module "pg" {
  namespace pg {
    interface PoolConfig {
      readonly connectionString?: string;
      readonly max?: number;
    }
    class Pool {
      constructor(config: PoolConfig);
      query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
      end(): Promise<void>;
    }
  }
  export default pg;
}
