/**
 * The tools: one table for each feature, such as {@link dev.belfry.api.mcp.tool.JobTools}. An entry says which operation
 * of the API a tool is, in which words a model is told of it, and which service it calls; the schemas of what it takes and
 * answers follow from the operation.
 */
@NullMarked
package dev.belfry.api.mcp.tool;

import org.jspecify.annotations.NullMarked;
